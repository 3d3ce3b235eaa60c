import { serve } from '../../../src/engine/bench/serve.ts';
import { TfjsContestant } from './tfjs.ts';

serve(new TfjsContestant());
