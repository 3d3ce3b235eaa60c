import { NETWORKS } from '../../core/networks.ts';
import type { ClassWeightTrial, Reproduction } from '../../reference/reproduction.ts';
import { pointsText } from '../format.ts';
import { Panel } from '../Panel.tsx';

/** What the study says of its classes, and in how many of our runs it is so. */
export function ClaimsPanel({ table: { claims, weightTrials } }: { readonly table: Reproduction }) {
  return (
    <Panel title="What the study says" detail="on the test set" area="claims">
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

function trialSentence({ network, weight, shirtRecall, shirtPrecision, topRecall, holds }: ClassWeightTrial): string {
  const changes = `Shirt’s recall ${pointsText(shirtRecall)}, its precision ${pointsText(shirtPrecision)}, T-shirt/top’s recall ${pointsText(topRecall)}`;
  return `${holds ? 'so' : 'not so'} in ${NETWORKS[network].name}, Shirt counting ${weight} times: ${changes}`;
}
