// SPDX-License-Identifier: Apache-2.0
/** Functions of tensors, traced once and run again as plans of work without their operations. */
package chainrule.plan;
