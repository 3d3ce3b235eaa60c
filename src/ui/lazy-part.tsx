import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import type { Part } from '../hosting/part.ts';

/**
 * A component that is fetched once it is drawn. React's own `lazy` would hold it back for 300 ms, so that what stands in
 * its place doesn't flicker, and would never ask again for one that did not come. One that does not come is an error in
 * its place, for the nearest boundary to say; drawn again, it is asked for again.
 * @param onArrival called once it is there, when it was waited for
 */
export function lazyPart<Props extends object>(
  part: Part<ComponentType<Props>>,
  waiting: (props: Props) => ReactNode,
  onArrival?: () => void,
): ComponentType<Props> {
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each part, when its module loads.
  return function LazyPart(props) {
    const [Loaded, setLoaded] = useState(() => part.value());
    const [failure, setFailure] = useState<{ readonly error: unknown }>();
    useEffect(() => {
      if (part.value() !== undefined) return;
      let isCurrent = true;
      part.load().then(
        (loaded) => isCurrent && setLoaded(() => loaded),
        (error: unknown) => isCurrent && setFailure({ error }),
      );
      return () => {
        isCurrent = false;
      };
    }, []);
    const [wasWaiting] = useState(Loaded === undefined);
    useEffect(() => {
      if (wasWaiting && Loaded !== undefined) onArrival?.();
    }, [wasWaiting, Loaded]);
    if (failure !== undefined) throw failure.error;
    return Loaded === undefined ? waiting(props) : <Loaded {...props} />;
  };
}
