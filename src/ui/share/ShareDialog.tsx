import { Button, Checkbox, Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { LINK_LENGTH_LIMIT } from '../../experiment/link.ts';
import { type LinkOptions, withLinkOptions } from '../../experiment/link-parts.ts';
import { linkTo } from '../../state/address.ts';
import { linkToResults, type ResultsToShare } from '../../state/link-results.ts';
import { type Screen, showsExperiment } from '../../state/screen.ts';
import { countText } from '../format.ts';
import { useFittingRoom } from '../room-context.ts';
import { CopyField } from './CopyField.tsx';
import { embedSnippet } from './embed-snippet.ts';
import { thinnedWords } from './extent-words.ts';
import { QrButton } from './QrButton.tsx';
import { useResultsToShare } from './use-results-to-share.ts';
import './share.css';

type Content = 'settings' | 'results';

const TITLES: Readonly<Record<Screen['kind'], string>> = {
  train: 'Share this experiment',
  inside: 'Share this experiment',
  runs: 'Share this experiment',
  reference: 'Share the reference runs',
  lessons: 'Share the lessons',
  lesson: 'Share this lesson',
};

const OPTIONS = [
  { name: 'present', label: 'Presentation size, for a projector' },
  { name: 'embed', label: 'Charts only, to embed in another page' },
  { name: 'autostart', label: 'Starts training as soon as the page is ready' },
] as const;

/** A link to what is on screen: what it holds, how it opens, and the ways to hand it on. */
export function ShareDialog({ onClose }: { readonly onClose: () => void }) {
  const room = useFittingRoom();
  // What is on screen when the dialog is opened: a link that changes under the hand is hard to copy.
  const [{ screen, draft, run }] = useState(() => room.store.getState());
  const place = location.origin + location.pathname;
  const found = useResultsToShare(place);
  const hasExperiment = showsExperiment(screen);
  const [content, setContent] = useState<Content>(run?.origin.kind === 'link' ? 'results' : 'settings');
  const [options, setOptions] = useState<LinkOptions>({ embed: false, present: false, autostart: false });
  const results = content === 'results' && found?.kind === 'ready' ? found.results : undefined;
  const hasResults = hasExperiment && run !== undefined && results !== undefined;
  const settingsLink = place + withLinkOptions(linkTo({ screen, draft }), options);
  // Results are looked at; what would start at once would take their place.
  const link = hasResults ? place + linkToResults(results, { ...options, autostart: false }) : settingsLink;
  const canHandOn = 'share' in navigator;
  const handOn = () => {
    // Rejects when the person changes their mind.
    navigator.share({ title: 'Fitting Room', url: link }).catch(() => undefined);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={TITLES[screen.kind]}
      size={560}
      closeButtonProps={{ 'aria-label': 'Close' }}
      centered
    >
      <div className="share">
        {hasExperiment && (
          <div className="share-content">
            <SegmentedControl
              size="xs"
              aria-label="What the link contains"
              value={content}
              onChange={(value) => setContent(value === 'results' ? 'results' : 'settings')}
              data={[
                { value: 'settings', label: 'Settings only' },
                { value: 'results', label: 'With results', disabled: found?.kind !== 'ready' },
              ]}
            />
            <p className="share-note" role="status">
              {contentWords(content, found)}
            </p>
          </div>
        )}
        <CopyField label="Link" text={link} rows={hasResults ? 4 : 2} what="link" isPrimary />
        <p className="share-note">
          {hasResults
            ? `${countText(link.length)} characters, of at most ${countText(LINK_LENGTH_LIMIT)}.`
            : `${countText(link.length)} characters.`}
        </p>
        <div className="share-ways">
          <QrButton link={link} settingsLink={settingsLink} />
          {canHandOn && (
            <Button size="compact-sm" variant="default" onClick={handOn}>
              Share via…
            </Button>
          )}
        </div>
        {hasExperiment && (
          <fieldset className="share-options">
            <legend>How it opens</legend>
            {OPTIONS.filter(({ name }) => !(name === 'autostart' && hasResults)).map(({ name, label }) => (
              <Checkbox
                key={name}
                size="xs"
                label={label}
                checked={options[name]}
                onChange={(event) => setOptions({ ...options, [name]: event.currentTarget.checked })}
              />
            ))}
          </fieldset>
        )}
        {options.embed && <CopyField label="HTML to embed" text={embedSnippet(link)} rows={3} what="HTML" />}
      </div>
    </Modal>
  );
}

function contentWords(content: Content, found: ResultsToShare | undefined): string {
  if (found === undefined) return 'Preparing the results…';
  if (found.kind === 'refused') return REFUSALS[found.reason];
  if (content === 'settings') return 'Visitors train the experiment themselves, with these settings.';
  const thinned = thinnedWords(found.results.extent);
  const held = 'Visitors see the curves, table and matrices of this run straight away, without training.';
  return thinned === undefined
    ? `${held} Only the predictions for single images are left out.`
    : `${held} To stay below 8 KB, the link contains ${thinned}.`;
}

const REFUSALS = {
  'nothing-measured': 'Results can be shared after the first epoch.',
  'too-long': 'The results of this run don’t fit into a link, even reduced.',
  'not-loaded':
    'The results could not be prepared: a part of the page could not be loaded. Open this again, or reload the page first.',
  unwritable: 'The results of this run could not be written into a link.',
} as const;
