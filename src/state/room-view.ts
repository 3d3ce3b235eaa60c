import type { StoreApi } from 'zustand/vanilla';
import { forgetRun } from './earlier-runs.ts';
import type { Cell, DifferenceFrom, RoomState, SplitName } from './room-state.ts';

/** The commands that change what is looked at and nothing that is trained: they need the store alone. */
export class RoomView {
  readonly store: StoreApi<RoomState>;

  constructor(store: StoreApi<RoomState>) {
    this.store = store;
  }

  /** Draws these earlier runs, as many as fit, beside the one on screen. */
  compareWith(comparedKeys: readonly string[]): void {
    this.store.setState({ comparedKeys });
  }

  forgetEarlierRun(key: string): void {
    this.store.setState((state) => forgetRun(state, key));
  }

  lightRun(litRun: string | undefined): void {
    if (this.store.getState().litRun !== litRun) this.store.setState({ litRun });
  }

  showSplit(shownSplit: SplitName): void {
    this.store.setState({ shownSplit });
  }

  /** Undefined follows the latest. */
  showEpoch(shownEpoch: number | undefined): void {
    this.store.setState({ shownEpoch });
  }

  /** Undefined shows the evaluation itself. */
  showDifference(differenceFrom: DifferenceFrom | undefined): void {
    this.store.setState({ differenceFrom });
  }

  selectCell(selectedCell: Cell): void {
    this.store.setState({ selectedCell });
  }

  lightClass(litClass: number | undefined): void {
    this.store.setState({ litClass });
  }

  /** Shows the charts of a run large, for a projector, or as before. */
  present(isPresenting: boolean): void {
    this.store.setState({ isPresenting });
  }

  /** The run that the address wants is there, or nobody wants it. */
  settleAutostart(): void {
    this.store.setState({ wantsAutostart: false });
  }

  dismissNotices(): void {
    this.store.setState({ notices: [] });
  }

  dismissReplacement(): void {
    this.store.setState({ replacement: undefined });
  }

  dismissStoreProblem(): void {
    this.store.setState({ storeProblem: undefined });
  }

  dismissResumedFrom(): void {
    this.store.setState({ resumedFrom: undefined });
  }
}
