import { SCREEN_LINKS } from '../state/screen.ts';
import { Hint } from './Hint.tsx';

/** What is meant wherever the original study is mentioned. */
const ORIGINAL_STUDY_WORDS =
  '“CNN architecture and parameters tuning for Fashion MNIST dataset”: five convolutional networks, trained with Keras. This app trains them again; Reference has the results side by side.';

/** Names the study that the five networks are from, explains it when pointed at, and leads to its table. */
export function OriginalStudy() {
  return (
    <Hint text={ORIGINAL_STUDY_WORDS}>
      <a className="original-study" href={SCREEN_LINKS.reference} aria-description={ORIGINAL_STUDY_WORDS}>
        original study
      </a>
    </Hint>
  );
}

/** A text of the app's tables, in which the first mention of the study explains itself. */
export function StudyText({ text }: { readonly text: string }) {
  const [before = '', ...after] = text.split('original study');
  if (after.length === 0) return <span>{text}</span>;
  return (
    <>
      <span>{before}</span>
      <OriginalStudy />
      <span>{after.join('original study')}</span>
    </>
  );
}
