// SPDX-License-Identifier: Apache-2.0
/** Programs compiled to bytecode. */
package chainrule.array.jit;
