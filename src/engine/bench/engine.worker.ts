import { EngineContestant } from './engine.ts';
import { serve } from './serve.ts';

serve(new EngineContestant());
