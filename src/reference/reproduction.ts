import { countParameters } from '../core/layers.ts';
import { NETWORKS, type NetworkId, networkLayers } from '../core/networks.ts';
import { referenceRecipe } from '../experiment/presets.ts';
import type { Experiment } from '../experiment/schema.ts';
import { type AgainstStudy, againstStudy } from './against-study.ts';
import { CAPACITY_NETWORK, type CapacityClaim, capacityClaim } from './capacity-claim.ts';
import { CLAIM_WORDS, CLAIMS, type Claim, claimHolds, type WeightTrial, weightTrial } from './claims.ts';
import type { ReferenceRun } from './reference-run.ts';
import { OWN_ROW, type RowGoal, STUDY_ROWS, type StudyRow } from './study.ts';
import { isOfRecipe, type Reached, reached, shortfalls } from './verdict.ts';

/** All runs there are as the study's table, with our own network below: a row a network, and what holds of what the study says. */

export interface ReproducedRow {
  readonly goal: RowGoal;
  /** What the study reports of it; undefined for our own network. */
  readonly study?: StudyRow;
  readonly name: string;
  readonly parameters: number;
  /** The study's for its networks. */
  readonly recipe: Experiment;
  /** The one with the best validation accuracy, the test set unseen; the lowest seed of equals. Undefined while the row is not trained. */
  readonly run?: ReferenceRun;
  readonly reached?: Reached;
  readonly againstStudy?: AgainstStudy;
  /** Other seeds of the same recipe, by seed. */
  readonly repeats: readonly ReferenceRun[];
  /** What keeps the row from its goal. */
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
  /** Undefined while its row is not trained. */
  readonly capacity: CapacityClaim | undefined;
  readonly weightTrials: readonly ClassWeightTrial[];
}

function rowOf(goal: RowGoal, runs: readonly ReferenceRun[]): ReproducedRow {
  const own = runs
    .filter((run) => run.experiment.network === goal.network && isOfRecipe(run))
    .sort((a, b) => a.experiment.seed - b.experiment.seed);
  // Sorting is stable: of equals the lowest seed stays first.
  const [run] = own.toSorted((a, b) => reached(b).validation - reached(a).validation);
  const repeats = own.filter((other) => other !== run);
  const { network } = goal;
  const row = {
    goal,
    name: NETWORKS[network].name,
    parameters: countParameters(networkLayers(network)),
    recipe: referenceRecipe(network),
    repeats,
  };
  if (run === undefined) return { ...row, problems: ['not yet trained'] };
  return { ...row, run, reached: reached(run), problems: shortfalls(goal, run) };
}

export function reproduction(runs: readonly ReferenceRun[]): Reproduction {
  const studied = STUDY_ROWS.map((study): ReproducedRow => {
    const row = rowOf(study, runs);
    return { ...row, study, ...(row.run && { againstStudy: againstStudy(study, row.run) }) };
  });
  const trained = studied.flatMap(({ run }) => (run === undefined ? [] : [run]));
  return {
    rows: [...studied, rowOf(OWN_ROW, runs)],
    claims: CLAIMS.map((claim) => ({
      claim,
      words: CLAIM_WORDS[claim],
      holdsIn: trained.filter((run) => claimHolds(claim, run)).length,
      rows: trained.length,
    })),
    capacity: capacityClaim(studied.find(({ goal }) => goal.network === CAPACITY_NETWORK)?.run),
    weightTrials: studied
      .flatMap(({ run, repeats }) => (run === undefined ? [] : [run, ...repeats]))
      .flatMap((plain) =>
        runs.flatMap((run) => {
          const trial = weightTrial(plain, run);
          return trial === undefined ? [] : [{ ...trial, network: run.experiment.network, run }];
        }),
      ),
  };
}
