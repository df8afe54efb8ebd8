// SPDX-License-Identifier: Apache-2.0
/** Layers, networks, losses and how weights start. */
package chainrule.nn;
