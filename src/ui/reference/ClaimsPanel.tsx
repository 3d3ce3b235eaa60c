import { NETWORKS } from '../../core/networks.ts';
import { CAPACITY_WORDS, type CapacityClaim } from '../../reference/capacity-claim.ts';
import type { ClassWeightTrial, Reproduction } from '../../reference/reproduction.ts';
import { percentText, pointsText } from '../format.ts';
import { Panel } from '../Panel.tsx';

/** What the study says of its classes, and in how many of our runs it is so. */
export function ClaimsPanel({ table: { claims, capacity, weightTrials } }: { readonly table: Reproduction }) {
  return (
    <Panel title="What the original study says" detail="in our runs" area="claims">
      <ul className="reference-claims">
        {claims.map(({ claim, words, holdsIn, rows }) => (
          <li key={claim}>
            {words}
            <span className="reference-minor">
              {rows === 0 ? 'not yet trained' : `true of ${holdsIn} of ${rows} networks`}
            </span>
          </li>
        ))}
        <li>
          {CAPACITY_WORDS}
          <span className="reference-minor">
            {capacity === undefined ? 'not yet trained' : capacitySentence(capacity)}
          </span>
        </li>
        <li>
          A higher class weight for Shirt does not help much: other classes pay for it
          {weightTrials.length === 0 && <span className="reference-minor">not yet trained</span>}
          {weightTrials.map((trial) => (
            <span key={trial.run.id} className="reference-minor">
              {trialSentence(trial)}
            </span>
          ))}
        </li>
      </ul>
    </Panel>
  );
}

function capacitySentence({ train, runningTrain, validation, holds }: CapacityClaim): string {
  const learnt = `by its last epoch it gets ${percentText(train)} of its training images right (${percentText(runningTrain)} running, with dropout on)`;
  return holds
    ? `true: ${learnt}`
    : `not true: ${learnt} but ${percentText(validation)} of the validation images: it overfits`;
}

function trialSentence({ network, weight, shirtRecall, shirtPrecision, topRecall, holds }: ClassWeightTrial): string {
  const changes = `Shirt’s recall ${pointsText(shirtRecall)}, its precision ${pointsText(shirtPrecision)}, T-shirt/top’s recall ${pointsText(topRecall)}`;
  return `${holds ? 'true' : 'not true'} of ${NETWORKS[network].name} with Shirt weighted ${weight} times: ${changes}`;
}
