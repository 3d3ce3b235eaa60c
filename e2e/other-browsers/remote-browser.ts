/** A browser that is driven from outside by the commands of the WebDriver standard (https://www.w3.org/TR/webdriver2/). */
export interface RemoteBrowser {
  readonly name: string;
  navigate(address: string): Promise<void>;
  reload(): Promise<void>;
  /** What the function gives in the page; it knows nothing of where it was written. */
  evaluate<Values extends readonly unknown[]>(act: (...values: Values) => unknown, ...values: Values): Promise<unknown>;
  /** Clicks as a person does, in the middle of what the function finds in the page. */
  click<Values extends readonly unknown[]>(
    find: (...values: Values) => Element | undefined,
    ...values: Values
  ): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  /** A PNG of what the window shows. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

/** What the standard calls an element's reference. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** The commands of the standard, as far as they are used here, by the names and the parameters it gives them. */
export interface WebDriver {
  send(command: Command, parameters?: object): Promise<unknown>;
  end(): Promise<void>;
}

export type Command = 'navigate' | 'refresh' | 'execute' | 'clickElement' | 'setWindowRect' | 'screenshot';

export function remoteBrowser(name: string, driver: WebDriver): RemoteBrowser {
  const execute = (act: string, values: readonly unknown[]) =>
    driver.send('execute', { script: `return (${act}).apply(null, arguments);`, args: values });
  return {
    name,
    navigate: async (url) => void (await driver.send('navigate', { url })),
    reload: async () => void (await driver.send('refresh')),
    evaluate: (act, ...values) => execute(String(act), values),
    click: async (find, ...values) => {
      const found = await execute(String(find), values);
      const id = typeof found === 'object' && found !== null ? Reflect.get(found, ELEMENT) : undefined;
      if (typeof id !== 'string') throw new Error(`${name} has no element to click: ${JSON.stringify(found)}`);
      await driver.send('clickElement', { id });
    },
    resize: async (width, height) => void (await driver.send('setWindowRect', { width, height })),
    screenshot: async () => Buffer.from(String(await driver.send('screenshot', {})), 'base64'),
    close: () => driver.end(),
  };
}
