import { AugmentedContestant } from './engine.ts';
import { serve } from './serve.ts';

serve(new AugmentedContestant());
