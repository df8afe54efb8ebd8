// SPDX-License-Identifier: Apache-2.0
/** Small programs, each about one thing; each prints what it shows. */
package chainrule.examples;
