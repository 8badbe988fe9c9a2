/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "galley-html-style-private.h"
#include "galley-html-tidy-private.h"

/* What mail programs mark in HTML: signatures, and what they quote without a blockquote. */

/* The names are whole words of a class, or an id; "x_" before them is Outlook's, in answers. */
static gboolean
is_named (xmlNodePtr node, const char *attribute, const char *const *names)
{
  g_autofree char *value = galley_html_get_attribute (node, attribute);
  g_auto (GStrv) words = value != NULL ? g_strsplit_set (value, " \t\r\n", 50) : NULL;

  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      const char *word = words[i];

      while (g_str_has_prefix (word, "x_"))
        word += 2;
      if (g_strv_contains (names, word))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_signature (xmlNodePtr node)
{
  static const char *const names[] = { "moz-signature",
                                       "gmail_signature",
                                       "gmail_signature_prefix",
                                       "protonmail_signature_block",
                                       "k9mail-signature",
                                       "yahoo_signature",
                                       "ydp-signature",
                                       "tutanota_signature",
                                       "Signature",
                                       "signature",
                                       "AppleMailSignature",
                                       "ms-outlook-mobile-signature",
                                       "ymail_android_signature",
                                       "mail-signature",
                                       NULL };

  return is_named (node, "class", names) || is_named (node, "id", names);
}

/* What is quoted in it has no blockquote around it. */
static gboolean
is_quotation (xmlNodePtr node)
{
  static const char *const names[] = { "yahoo_quoted",
                                       "ydpyahoo_quoted",
                                       "protonmail_quote",
                                       "tutanota_quote",
                                       "zmail_extra",
                                       "moz-forward-container",
                                       "OLK_SRC_BODY_SECTION",
                                       "reply-intro",
                                       "ntes-quote",
                                       "mail-quote",
                                       NULL };
  g_autofree char *id = galley_html_get_attribute (node, "id");

  return (id != NULL && g_str_has_prefix (id, "yahoo_quoted")) || is_named (node, "class", names) ||
         is_named (node, "id", names);
}

/**
 * galley_html_tidy_mail:
 * @root: an element of a mail
 *
 * Takes out signatures below @root, and makes quotations of what mail programs quote.
 */
void
galley_html_tidy_mail (xmlNodePtr root)
{
  gboolean entering = TRUE;
  xmlNodePtr next;

  for (xmlNodePtr node = root; node != NULL; node = next)
    {
      gboolean element = entering && node != root && node->type == XML_ELEMENT_NODE &&
                         node->properties != NULL && !galley_html_is (node, "body");
      gboolean gone = element && is_signature (node);

      if (element && !gone && !galley_html_is (node, "blockquote") && is_quotation (node))
        xmlNodeSetName (node, BAD_CAST "blockquote");
      if (gone)
        entering = FALSE;
      next = galley_html_walk (node, root, &entering);
      if (gone)
        {
          xmlUnlinkNode (node);
          xmlFreeNode (node);
        }
    }
}
