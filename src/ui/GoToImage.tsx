import { Button, Input, NativeSelect } from '@mantine/core';
import { type FormEvent, useId, useState } from 'react';
import { readTypedNumber } from '../experiment/typed-number.ts';
import { imageProblem } from '../state/find-image.ts';
import type { Source } from '../state/room-state.ts';
import { imageProblemSentence, numbersWords } from './image-number-words.ts';
import { useFittingRoom } from './room-context.ts';
import './go-to-image.css';

interface GoToImageProps {
  /** Whose images are asked for until another choice is made. */
  readonly source: Source;
  readonly onGo: (source: Source, index: number) => void;
}

/** Goes to an image by its number in the dataset, as tables and papers give it. */
export function GoToImage({ source: usual, onGo }: GoToImageProps) {
  const room = useFittingRoom();
  const id = useId();
  const [text, setText] = useState('');
  const [source, setSource] = useState(usual);
  /** Why it didn't go there, as a sentence. */
  const [problem, setProblem] = useState<string>();
  const go = (event: FormEvent) => {
    event.preventDefault();
    const typed = readTypedNumber(text, { integer: true });
    if (!typed.ok) {
      setProblem(typed.reason ?? imageProblemSentence('no-number', source));
      return;
    }
    const found = imageProblem(room.store.getState().dataset, source, typed.value);
    setProblem(found && imageProblemSentence(found, source));
    if (found === undefined) onGo(source, typed.value);
  };
  return (
    <form className="go-to-image" onSubmit={go} noValidate>
      <label htmlFor={id}>Go to image</label>
      <Input
        id={id}
        size="xs"
        className="go-to-number"
        inputMode="numeric"
        autoComplete="off"
        placeholder={numbersWords(source)}
        value={text}
        maxLength={20}
        error={problem !== undefined}
        aria-invalid={problem !== undefined}
        aria-describedby={`${id}-problem`}
        onChange={({ currentTarget: { value } }) => {
          setText(value);
          setProblem(undefined);
        }}
      />
      <NativeSelect
        size="xs"
        aria-label="Part of the dataset"
        value={source}
        onChange={({ currentTarget: { value } }) => {
          setSource(value === 'test' ? 'test' : 'train');
          setProblem(undefined);
        }}
        data={[
          { value: 'train', label: 'of the training file' },
          { value: 'test', label: 'of the test file' },
        ]}
      />
      <Button type="submit" size="compact-sm" variant="default">
        Go
      </Button>
      <p id={`${id}-problem`} className="go-to-problem" role="alert">
        {problem}
      </p>
    </form>
  );
}
