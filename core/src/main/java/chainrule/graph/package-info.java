// SPDX-License-Identifier: Apache-2.0
/** The computational graph: captured, run gate by gate, split and fused. */
package chainrule.graph;
