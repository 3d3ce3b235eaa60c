import { correctedRate, type UpdateRule, type UpdateSettings } from '../../ops/optimizer-update.ts';
import { f32, type Parameter } from './encoder.ts';

/**
 * The update rules in WGSL: statements that take the gradient `slope` and give `change`, what is added to a weight.
 * `$first` and `$second` are the element's places in the slots. What a step may change is a parameter, so that there is
 * one program a rule.
 */

/** Tells apart rules of different text. */
export function ruleKey(rule: UpdateRule): string {
  if (rule.kind === 'momentum' && rule.nesterov) return 'nesterov';
  return rule.kind === 'rmsProp' && rule.isEpsilonInside ? 'rmsPropInside' : rule.kind;
}

function statements(rule: UpdateRule): string {
  switch (rule.kind) {
    case 'sgd':
      return 'let change = -params.rate * slope;';
    case 'momentum':
      return /* wgsl */ `
        let velocity = params.momentum * $first - params.rate * slope;
        $first = velocity;
        let change = ${rule.nesterov ? 'params.momentum * velocity - params.rate * slope' : 'velocity'};
      `;
    case 'rmsProp':
      return /* wgsl */ `
        let meanSquare = $first + params.oneMinusRho * (slope * slope - $first);
        $first = meanSquare;
        let change = -params.rate * slope / ${rule.isEpsilonInside ? 'sqrt(meanSquare + params.epsilon)' : '(sqrt(meanSquare) + params.epsilon)'};
      `;
    case 'adam':
      return /* wgsl */ `
        let firstMoment = $first + params.oneMinusBeta1 * (slope - $first);
        let secondMoment = $second + params.oneMinusBeta2 * (slope * slope - $second);
        $first = firstMoment;
        $second = secondMoment;
        let change = -params.rate * firstMoment / (sqrt(secondMoment) + params.epsilon);
      `;
  }
}

/** The function `update<n>`: updates element `at` of parameter `n` and gives the new weight, before max-norm. */
export function updateFunction(rule: UpdateRule, n: number): string {
  const change = statements(rule).replaceAll('$first', `firstSlot${n}[at]`).replaceAll('$second', `secondSlot${n}[at]`);
  return /* wgsl */ `
    fn update${n}(at : u32) -> f32 {
      let old = weights${n}[at];
      let slope = gradient${n}[at] + params.l2${n} * old;
      ${change}
      let moved = old - params.shrink${n} * old + change;
      weights${n}[at] = moved;
      return moved;
    }
  `;
}

/** What all parameters share; 1 - beta is taken in double precision, where 1 - 0.999 keeps its digits. */
export function ruleParameters(rule: UpdateRule, settings: UpdateSettings): readonly Parameter[] {
  const rate = f32('rate', correctedRate(rule, settings));
  switch (rule.kind) {
    case 'sgd':
      return [rate];
    case 'momentum':
      return [rate, f32('momentum', rule.momentum)];
    case 'rmsProp':
      return [rate, f32('oneMinusRho', 1 - rule.rho), f32('epsilon', rule.epsilon)];
    case 'adam':
      return [
        rate,
        f32('oneMinusBeta1', 1 - rule.beta1),
        f32('oneMinusBeta2', 1 - rule.beta2),
        f32('epsilon', rule.epsilon),
      ];
  }
}

/** What parameter `n` has of its own: its L2, and the share of its weights that decay takes. */
export function decayParameters(
  n: number,
  isDecayed: boolean,
  { learningRate, l2, weightDecay }: UpdateSettings,
): readonly Parameter[] {
  return [f32(`l2${n}`, isDecayed ? l2 : 0), f32(`shrink${n}`, isDecayed ? learningRate * weightDecay : 0)];
}
