// SPDX-License-Identifier: Apache-2.0
/** What a backend is asked to do, how backends are found, and the reference that always can. */
package chainrule.spi;
