// SPDX-License-Identifier: Apache-2.0
/**
 * File formats and the files they live in: safetensors, NPY and NPZ, JSON, and writing that leaves
 * either the old file or the new one.
 *
 * <p>Every reader treats its input as hostile: sizes are compared with the file before anything is
 * allocated, nesting and counts are capped, duplicates are errors, text is strict UTF-8.
 */
package chainrule.formats;
