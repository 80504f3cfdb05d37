/** A field whose text is masked if it is secret, with a button to show it while it is typed. */
import { Field, type FieldProps } from './field';
import { ShowSecret } from './show-secret';

export function SecretField(props: Omit<FieldProps, 'action' | 'toggle'>) {
  const isSecret = props.kind?.startsWith('secret');
  return <Field {...props} toggle={isSecret ? ShowSecret : undefined} />;
}
