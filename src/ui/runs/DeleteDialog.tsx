import { Button, Modal } from '@mantine/core';
import type { DeleteQuestion } from './delete-question.ts';

interface DeleteDialogProps {
  /** Undefined while nothing is asked. */
  readonly question: DeleteQuestion | undefined;
  readonly onDelete: (keys: readonly string[]) => void;
  readonly onClose: () => void;
}

/** Asks before many runs are deleted, or a starred one. */
export function DeleteDialog({ question, onDelete, onClose }: DeleteDialogProps) {
  const press = (keys: readonly string[]) => {
    onDelete(keys);
    onClose();
  };
  return (
    <Modal
      opened={question !== undefined}
      onClose={onClose}
      title={question?.title}
      closeButtonProps={{ 'aria-label': 'Close' }}
      centered
    >
      {question && (
        <div className="delete-question">
          {question.sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <div className="delete-answers">
            <Button size="compact-sm" variant="default" data-autofocus onClick={onClose}>
              Cancel
            </Button>
            {question.unstarredKeys && (
              <Button size="compact-sm" variant="default" onClick={() => press(question.unstarredKeys ?? [])}>
                {`Keep starred, delete ${question.unstarredKeys.length}`}
              </Button>
            )}
            <Button size="compact-sm" color="red" onClick={() => press(question.keys)}>
              {question.keys.length === 1 ? 'Delete' : `Delete ${question.keys.length}`}
            </Button>
          </div>
        </div>
      )}
    </Modal>
  );
}
