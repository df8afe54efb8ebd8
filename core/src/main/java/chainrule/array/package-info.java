// SPDX-License-Identifier: Apache-2.0
/** Sizes, element types, memory and scalar programs: what tensors are made of. */
package chainrule.array;
