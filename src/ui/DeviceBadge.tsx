import { Badge } from '@mantine/core';
import { deviceExplanation, deviceSummary } from './engine-words.ts';
import { Hint } from './Hint.tsx';
import { useRoom } from './room-context.ts';

/** What trains here: `CPU, 2 threads`, or `GPU`. */
export function DeviceBadge() {
  const engine = useRoom((state) => state.engine);
  if (engine.kind !== 'ready') return null;
  const explanation = deviceExplanation(engine.device);
  return (
    <Hint text={explanation}>
      <Badge
        variant="default"
        radius="sm"
        tt="none"
        fw={500}
        tabIndex={0}
        className="device-badge"
        aria-description={explanation}
      >
        {deviceSummary(engine.device)}
      </Badge>
    </Hint>
  );
}
