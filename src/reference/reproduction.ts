import { countParameters } from '../core/layers.ts';
import { NETWORKS, type NetworkId, networkLayers } from '../core/networks.ts';
import type { Experiment } from '../experiment/schema.ts';
import { CLAIM_WORDS, CLAIMS, type Claim, claimHolds, type WeightTrial, weightTrial } from './claims.ts';
import type { ReferenceRun } from './reference-run.ts';
import { STUDY_ROWS, type StudyRow } from './study.ts';
import { type Reached, reached, shortfalls, studyNetwork, studyRecipe } from './verdict.ts';

/** All runs there are as the study's table: a row a network, and what holds of what the study says. */

export interface ReproducedRow {
  readonly study: StudyRow;
  readonly name: string;
  readonly parameters: number;
  /** The study's recipe for it. */
  readonly recipe: Experiment;
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
  readonly words: string;
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
  const { network } = study;
  const row = {
    study,
    name: NETWORKS[network].name,
    parameters: countParameters(networkLayers(network)),
    recipe: studyRecipe(network),
    repeats,
  };
  if (run === undefined) return { ...row, problems: ['not yet trained'] };
  return { ...row, run, reached: reached(run), problems: shortfalls(study, run) };
}

export function reproduction(runs: readonly ReferenceRun[]): Reproduction {
  const rows = STUDY_ROWS.map((study) => rowOf(study, runs));
  const trained = rows.flatMap(({ run }) => (run === undefined ? [] : [run]));
  return {
    rows,
    claims: CLAIMS.map((claim) => ({
      claim,
      words: CLAIM_WORDS[claim],
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
