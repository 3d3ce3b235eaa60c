import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import './fault-alert.css';

interface FaultAlertProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The engine's own words, for whoever looks for the cause. */
  readonly details?: string;
  /** Buttons for the next step. */
  readonly actions?: ReactNode;
  readonly onClose?: () => void;
}

/** One fault: what happened, what to do, and the button that does it. Kept low, so that the panels stay in view. */
export function FaultAlert({ title, children, details, actions, onClose }: FaultAlertProps) {
  return (
    <div role="alert" className="fault-alert">
      <p className="fault-alert-text">
        <strong>{title}</strong> {children}
      </p>
      {details && (
        <details className="fault-alert-details">
          <summary>Details</summary>
          {details}
        </details>
      )}
      {actions && <span className="fault-alert-actions">{actions}</span>}
      {onClose && <CloseButton size="sm" aria-label="Dismiss" onClick={onClose} />}
    </div>
  );
}
