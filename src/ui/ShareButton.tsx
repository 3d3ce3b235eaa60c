import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { experimentProblems } from '../experiment/schema.ts';
import { linkTo } from '../state/address.ts';
import { Hint } from './Hint.tsx';
import { useFittingRoom, useRoom } from './room-context.ts';

/** How long the button says that the link is copied. */
const COPIED_MS = 2500;

const WHAT = {
  train: 'this experiment',
  inside: 'this experiment',
  runs: 'this experiment',
  lessons: 'the lessons',
  lesson: 'this lesson',
} as const;

/** Copies a link to what is on screen, the experiment of the panel or a lesson; shows it where nothing can be copied. */
export function ShareButton() {
  const room = useFittingRoom();
  const what = useRoom(({ screen }) => WHAT[screen.kind]);
  const canShare = useRoom(
    ({ screen, draft }) => WHAT[screen.kind] !== WHAT.train || Object.keys(experimentProblems(draft)).length === 0,
  );
  const [isCopied, setCopied] = useState(false);
  const [shownLink, setShownLink] = useState<string>();

  const share = async () => {
    const link = location.origin + location.pathname + linkTo(room.store.getState());
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
      setTimeout(() => setCopied(false), COPIED_MS);
    } catch {
      // Refused, or missing on a page that is not served securely.
      setShownLink(link);
    }
  };

  return (
    <>
      <Hint text={canShare ? `Copies a link to ${what}.` : 'Settings that cannot be run cannot be shared.'}>
        <Button
          variant="default"
          size="compact-sm"
          className="header-share"
          disabled={!canShare}
          onClick={() => void share()}
        >
          {isCopied ? 'Copied' : 'Share'}
        </Button>
      </Hint>
      <span role="status" className="visually-hidden">
        {isCopied ? 'The link is copied.' : ''}
      </span>
      <Modal
        opened={shownLink !== undefined}
        onClose={() => setShownLink(undefined)}
        title={`A link to ${what}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
        centered
      >
        <TextInput
          label="The browser refused to copy it; copy it from here"
          readOnly
          data-autofocus
          value={shownLink ?? ''}
          onFocus={(event) => event.currentTarget.select()}
        />
      </Modal>
    </>
  );
}
