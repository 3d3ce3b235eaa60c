import { NETWORKS } from '../../core/networks.ts';
import type { ClassWeightTrial, Reproduction } from '../../reference/reproduction.ts';
import { pointsText } from '../format.ts';
import { Panel } from '../Panel.tsx';

/** What the study says of its classes, and in how many of our runs it is so. */
export function ClaimsPanel({ table: { claims, weightTrials } }: { readonly table: Reproduction }) {
  return (
    <Panel title="What the original study says" detail="on the test set" area="claims">
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

function trialSentence({ network, weight, shirtRecall, shirtPrecision, topRecall, holds }: ClassWeightTrial): string {
  const changes = `Shirt’s recall ${pointsText(shirtRecall)}, its precision ${pointsText(shirtPrecision)}, T-shirt/top’s recall ${pointsText(topRecall)}`;
  return `${holds ? 'true' : 'not true'} of ${NETWORKS[network].name} with Shirt weighted ${weight} times: ${changes}`;
}
