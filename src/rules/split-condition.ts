/** Splits a condition in two: the requests of some methods or of a resource type, and all others. */
import type { RequestCondition } from './conditions';

/** Each half is absent if it would match no request. */
type Halves = readonly [RequestCondition | undefined, RequestCondition | undefined];

/** @param methods - Lower case. */
export function splitByMethod(condition: RequestCondition, methods: readonly string[]): Halves {
  const { requestMethods, excludedRequestMethods = [], ...rest } = condition;
  if (requestMethods) {
    return [
      withMethods(requestMethods.filter((method) => methods.includes(method))),
      withMethods(requestMethods.filter((method) => !methods.includes(method))),
    ];
  }
  const excluded = new Set([...excludedRequestMethods, ...methods]);
  return [
    withMethods(methods.filter((method) => !excludedRequestMethods.includes(method))),
    { ...rest, excludedRequestMethods: [...excluded] },
  ];

  function withMethods(some: readonly string[]): RequestCondition | undefined {
    return some.length > 0 ? { ...rest, requestMethods: some } : undefined;
  }
}

export function splitByType(condition: RequestCondition, type: string): Halves {
  const { resourceTypes, excludedResourceTypes, ...rest } = condition;
  if (resourceTypes) {
    const others = resourceTypes.filter((each) => each !== type);
    return [
      resourceTypes.includes(type) ? { ...rest, resourceTypes: [type] } : undefined,
      others.length > 0 ? { ...rest, resourceTypes: others } : undefined,
    ];
  }
  // A rule without either list does not match main_frame.
  const excluded = excludedResourceTypes ?? ['main_frame'];
  return [
    excluded.includes(type) ? undefined : { ...rest, resourceTypes: [type] },
    { ...rest, excludedResourceTypes: [...new Set([...excluded, type])] },
  ];
}
