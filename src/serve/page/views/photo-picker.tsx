/** The button that opens the system's file dialog. */
import { useRef } from 'preact/hooks';
import { useApp } from './context.ts';
import { Button, type ButtonProps } from './controls.tsx';

export function PhotoPicker(props: Pick<ButtonProps, 'kind' | 'icon' | 'label' | 'children'>) {
  const app = useApp();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button {...props} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        class="unseen"
        accept="image/*,.heic,.heif,.avif"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          void app.addPhotos([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
    </>
  );
}
