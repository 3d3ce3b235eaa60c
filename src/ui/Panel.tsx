import { type ReactNode, useId } from 'react';
import './panel.css';

interface PanelProps {
  readonly title: string;
  /** What the title is about just now, for example the split and epoch. */
  readonly detail?: string | undefined;
  readonly area: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of the screen; it keeps its size, and to a screen reader its name, whatever it shows. */
export function Panel({ title, detail, area, actions, children }: PanelProps) {
  const titleId = useId();
  return (
    <section className="panel" data-area={area} aria-labelledby={titleId}>
      <header className="panel-head">
        <h2 className="panel-title">
          <span id={titleId}>{title}</span>
          {detail && <span className="panel-detail"> · {detail}</span>}
        </h2>
        {actions && <div className="panel-actions">{actions}</div>}
      </header>
      <div className="panel-body">{children}</div>
    </section>
  );
}
