// SPDX-License-Identifier: Apache-2.0
/**
 * Samples of every operation, the laws they are held to, and assertions on tensors.
 *
 * <p>The samples are an exhaustive switch over the sealed families of operations: an operation
 * without samples does not compile.
 */
package chainrule.testkit;
