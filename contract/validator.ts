/** Validators of JSON schemas. They are compiled when first used: a program started for one command does not pay for all. */
import { Ajv2020, type Options, type SchemaObject, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

/**
 * Prepares the validator of a schema; ajv's strict mode holds for all of them.
 * @param schema gives a JSON Schema 2020-12; what it throws, the validator throws
 * @param options further ones of ajv
 * @returns gives the compiled validator, each time the same
 */
export function validatorOf<Data = unknown>(
  schema: () => SchemaObject,
  options: Options = {},
): () => ValidateFunction<Data> {
  let compiled: ValidateFunction<Data> | undefined;
  return () => {
    compiled ??= compile<Data>(schema(), options);
    return compiled;
  };
}

function compile<Data>(schema: SchemaObject, options: Options): ValidateFunction<Data> {
  const ajv = new Ajv2020({ strict: true, ...options });
  addFormats.default(ajv);
  return ajv.compile<Data>(schema);
}
