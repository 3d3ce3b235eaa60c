import { NETWORKS } from '../../core/networks.ts';
import { CAPACITY_WORDS, type CapacityClaim } from '../../reference/capacity-claim.ts';
import type { ClassWeightTrial, Reproduction } from '../../reference/reproduction.ts';
import { percentText, pointsText } from '../format.ts';
import { Panel } from '../Panel.tsx';

/** What the study says of its classes, and in how many of our runs it is so. */
export function ClaimsPanel({ table: { claims, capacity, weightTrials } }: { readonly table: Reproduction }) {
  return (
    <Panel title="What the study says" detail="in our runs" area="claims">
      <ul className="reference-claims">
        {claims.map(({ claim, words, holdsIn, rows }) => (
          <li key={claim}>
            {words}
            <span className="reference-minor">
              {rows === 0 ? 'not yet trained' : `so in ${holdsIn} of ${rows} rows`}
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
          A higher weight for Shirt does not do much good: others pay for it
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
  const learnt = `it ends knowing ${percentText(train)} of its training images (${percentText(runningTrain)} in passing, with dropout)`;
  return holds
    ? `so: ${learnt}`
    : `not so: ${learnt} and ${percentText(validation)} of the validation images, so it overfits`;
}

function trialSentence({ network, weight, shirtRecall, shirtPrecision, topRecall, holds }: ClassWeightTrial): string {
  const changes = `Shirt’s recall ${pointsText(shirtRecall)}, its precision ${pointsText(shirtPrecision)}, T-shirt/top’s recall ${pointsText(topRecall)}`;
  return `${holds ? 'so' : 'not so'} in ${NETWORKS[network].name}, Shirt counting ${weight} times: ${changes}`;
}
