import type { NetworkId } from '../core/networks.ts';
import { CLAIMS, type Claim, claimHolds, type WeightTrial, weightTrial } from './claims.ts';
import type { ReferenceRun } from './reference-run.ts';
import { STUDY_ROWS, type StudyRow } from './study.ts';
import { type Reached, reached, shortfalls, studyNetwork } from './verdict.ts';

/** All runs there are as the study's table: a row a network, and what holds of what the study says. */

export interface ReproducedRow {
  readonly study: StudyRow;
  /** That of the lowest seed: never chosen by what it reached. Undefined while the row is not trained. */
  readonly run?: ReferenceRun;
  readonly reached?: Reached;
  /** Other seeds of the same recipe, by seed. */
  readonly repeats: readonly ReferenceRun[];
  /** What keeps the row from being reproduced. */
  readonly problems: readonly string[];
}

export interface ClaimCount {
  readonly claim: Claim;
  readonly holdsIn: number;
  readonly rows: number;
}

export interface ClassWeightTrial extends WeightTrial {
  readonly network: NetworkId;
  readonly run: ReferenceRun;
}

export interface Reproduction {
  readonly rows: readonly ReproducedRow[];
  readonly claims: readonly ClaimCount[];
  readonly weightTrials: readonly ClassWeightTrial[];
}

function rowOf(study: StudyRow, runs: readonly ReferenceRun[]): ReproducedRow {
  const own = runs
    .filter((run) => studyNetwork(run) === study.network)
    .sort((a, b) => a.experiment.seed - b.experiment.seed);
  const [run, ...repeats] = own;
  if (run === undefined) return { study, repeats, problems: ['not yet trained'] };
  return { study, run, reached: reached(run), repeats, problems: shortfalls(study, run) };
}

export function reproduction(runs: readonly ReferenceRun[]): Reproduction {
  const rows = STUDY_ROWS.map((study) => rowOf(study, runs));
  const trained = rows.flatMap(({ run }) => (run === undefined ? [] : [run]));
  return {
    rows,
    claims: CLAIMS.map((claim) => ({
      claim,
      holdsIn: trained.filter((run) => claimHolds(claim, run)).length,
      rows: trained.length,
    })),
    weightTrials: trained.flatMap((plain) =>
      runs.flatMap((run) => {
        const trial = weightTrial(plain, run);
        return trial === undefined ? [] : [{ ...trial, network: run.experiment.network, run }];
      }),
    ),
  };
}
