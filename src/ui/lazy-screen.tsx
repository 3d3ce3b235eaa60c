import { type ComponentType, useEffect, useState } from 'react';

/**
 * A screen in a chunk of its own that is fetched once it is wanted. React's own `lazy` would hold the fetched screen back
 * for 300 ms, so that what stands in its place doesn't flicker; nothing stands there.
 */
export function lazyScreen<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | undefined;
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each screen, when the module loads.
  return function LazyScreen(props) {
    const [Screen, setScreen] = useState(() => loaded);
    useEffect(() => {
      if (loaded !== undefined) return;
      void load().then((screen) => {
        loaded = screen;
        setScreen(() => screen);
      });
    }, []);
    const [wasWaiting] = useState(Screen === undefined);
    useEffect(() => {
      // Whoever followed a link to it arrived before it did.
      if (wasWaiting && Screen !== undefined) document.querySelector('main')?.focus({ preventScroll: true });
    }, [wasWaiting, Screen]);
    return Screen === undefined ? <div className="screen" /> : <Screen {...props} />;
  };
}
