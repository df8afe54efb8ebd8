// SPDX-License-Identifier: Apache-2.0
/** Tensors, the operations on them, and the graph that an operation leaves behind. */
package chainrule.tensor;
