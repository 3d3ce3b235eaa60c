import type { ReactNode } from 'react';

/** Below a chart: what its axis counts, and what there is to say in words. It keeps its height while empty. */
export function CurveFoot({ children }: { readonly children: ReactNode }) {
  return (
    <div className="curve-foot">
      <span className="curve-axis" aria-hidden="true">
        epochs
      </span>
      {children}
    </div>
  );
}
