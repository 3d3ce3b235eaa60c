import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';

interface FaultAlertProps {
  readonly title: string;
  readonly children: ReactNode;
  /** The engine's own words, for whoever looks for the cause. */
  readonly details?: string;
  /** Buttons for the next step. */
  readonly actions?: ReactNode;
  readonly onClose?: () => void;
}

/** One fault: what happened, what to do, and the button that does it. */
export function FaultAlert({ title, children, details, actions, onClose }: FaultAlertProps) {
  return (
    <Alert
      className="fault-alert"
      variant="default"
      title={title}
      withCloseButton={onClose !== undefined}
      closeButtonLabel="Dismiss"
      {...(onClose ? { onClose } : {})}
    >
      <div className="fault-alert-body">
        <span>{children}</span>
        {details && (
          <details className="fault-alert-details">
            <summary>Details</summary>
            {details}
          </details>
        )}
        {actions && <span className="fault-alert-actions">{actions}</span>}
      </div>
    </Alert>
  );
}
