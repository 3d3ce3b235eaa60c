import { Component, type ReactNode } from 'react';

interface Breakdown {
  readonly error: unknown;
  /** Draws what broke again, from nothing. */
  readonly retry: () => void;
}

interface ErrorBoundaryProps {
  readonly fallback: (breakdown: Breakdown) => ReactNode;
  /** Once it changes, what broke is drawn again. */
  readonly resetOn?: unknown;
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly broken: { readonly error: unknown } | undefined;
}

/** Keeps an error in what it holds from taking the rest of the page along. React knows no other way than a class. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { broken: undefined };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { broken: { error } };
  }

  override componentDidUpdate(before: ErrorBoundaryProps): void {
    if (this.state.broken !== undefined && before.resetOn !== this.props.resetOn) this.#retry();
  }

  readonly #retry = (): void => this.setState({ broken: undefined });

  override render(): ReactNode {
    const { broken } = this.state;
    if (broken === undefined) return this.props.children;
    return this.props.fallback({ error: broken.error, retry: this.#retry });
  }
}
