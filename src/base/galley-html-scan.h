/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The tags in HTML as they stand there, one after the other, without a tree: for looking at
 * addresses and changing them while all else stays byte for byte. Comments, declarations and what
 * script, style, textarea, title, xmp, noembed, noframes and iframe hold are passed over (HTML
 * Living Standard, 13.2.5). Nothing is copied; time is in proportion to the length. Any thread. */
typedef struct
{
  const char *p, *end; /* what is still to be looked at */

  const char *tag; /* the '<' of the tag that was found */
  const char *name;
  gsize name_length;
  gboolean closing; /* an end tag */

  const char *raw; /* (nullable): the name of the element whose text is passed over */
  gboolean open;   /* the attributes of the tag were not all looked at */
} GalleyHtmlScan;

/* An attribute, from the white space before it on. */
typedef struct
{
  const char *start, *end; /* all of it */
  const char *name;
  gsize name_length;
  const char *value; /* without its quotation marks, references as they are; NULL: it has none */
  gsize value_length;
} GalleyHtmlAttribute;

void galley_html_scan_init (GalleyHtmlScan *scan, const char *html, gssize length);
gboolean galley_html_scan_next (GalleyHtmlScan *scan);
gboolean galley_html_scan_next_attribute (GalleyHtmlScan *scan, GalleyHtmlAttribute *attribute);
gboolean galley_html_scan_is (const GalleyHtmlScan *scan, const char *name);
gboolean galley_html_attribute_is (const GalleyHtmlAttribute *attribute, const char *name);
char *galley_html_attribute_get_text (const GalleyHtmlAttribute *attribute);

/**
 * GalleyHtmlAddressFunc:
 * @scan: stands at the tag
 * @attribute: that holds the address
 * @address: without references, trimmed; one of several in a srcset
 * @user_data: what the caller gave
 *
 * Returns: (transfer full) (nullable): what shall stand in its place; %NULL to leave it; "" to take
 *   the attribute out, or the candidate out of its srcset
 */
typedef char *(*GalleyHtmlAddressFunc) (const GalleyHtmlScan *scan,
                                        const GalleyHtmlAttribute *attribute,
                                        const char *address,
                                        gpointer user_data);
char *galley_html_rewrite_addresses (const char *html,
                                     gssize length,
                                     GalleyHtmlAddressFunc function,
                                     gpointer user_data);
