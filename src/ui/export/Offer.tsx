import type { ReactNode } from 'react';

interface OfferProps {
  readonly title: string;
  readonly about: string;
  readonly children: ReactNode;
}

/** One kind of file: what it is for, and the buttons that make it. */
export function Offer({ title, about, children }: OfferProps) {
  return (
    <section className="export-offer" aria-label={title}>
      <div>
        <h3 className="export-title">{title}</h3>
        <p className="export-about">{about}</p>
      </div>
      <div className="export-buttons">{children}</div>
    </section>
  );
}
