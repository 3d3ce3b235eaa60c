import { serve } from '../../../src/engine/bench/serve.ts';
import { JaxContestant } from './jax.ts';

serve(new JaxContestant());
