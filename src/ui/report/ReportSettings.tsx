import { layerName } from '../../charts/layer-words.ts';
import { countParameters } from '../../core/layers.ts';
import { NETWORKS, networkLayers } from '../../core/networks.ts';
import { experimentChanges } from '../../experiment/changes.ts';
import { GROUP_NAMES, GROUPS } from '../../experiment/fields.ts';
import { writeLink } from '../../experiment/link.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../../experiment/schema.ts';
import { countText } from '../format.ts';
import { groupSummary } from '../group-summary.ts';

/** The experiment: its network, what is set in each group, what of that is no default, and the way to train it again. */
export function ReportSettings({ experiment }: { readonly experiment: Experiment }) {
  const layers = networkLayers(experiment.network);
  const changes = experimentChanges(DEFAULT_EXPERIMENT, experiment);
  const link = location.origin + location.pathname + writeLink(experiment);
  return (
    <section className="report-part" aria-label="Settings">
      <h2>Settings</h2>
      <dl className="report-settings">
        <div className="report-wide">
          <dt>Network</dt>
          <dd>
            {NETWORKS[experiment.network].name}, {countText(countParameters(layers))} parameters:{' '}
            {layers.map(layerName).join(' – ')}
          </dd>
        </div>
        <div>
          <dt>Training images</dt>
          <dd>{countText(experiment.trainImages)}</dd>
        </div>
        <div>
          <dt>Epochs</dt>
          <dd>{countText(experiment.epochs)}</dd>
        </div>
        {GROUPS.map((group) => (
          <div key={group}>
            <dt>{GROUP_NAMES[group]}</dt>
            <dd>{groupSummary(group, experiment)}</dd>
          </div>
        ))}
        <div>
          <dt>Seed</dt>
          <dd>{experiment.seed}</dd>
        </div>
        <div className="report-wide">
          <dt>Not the defaults</dt>
          <dd>
            {changes.length === 0
              ? 'None: every setting is at its default.'
              : changes.map(({ label, from, to }) => `${label} ${to} (default ${from})`).join('; ')}
          </dd>
        </div>
        <div className="report-wide">
          <dt>Train it again</dt>
          <dd className="report-link">
            <a href={link}>{link}</a>
          </dd>
        </div>
      </dl>
    </section>
  );
}
