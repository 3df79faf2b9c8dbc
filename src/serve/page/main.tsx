import { render } from 'preact';
import { createApp } from './state/app.ts';
import './styles/base.css';
import './styles/controls.css';
import './styles/layout.css';
import './styles/stage.css';
import { AppContext } from './views/context.ts';
import { Root } from './views/root.tsx';

render(
  <AppContext.Provider value={createApp()}>
    <Root />
  </AppContext.Provider>,
  document.getElementById('app')!,
);
