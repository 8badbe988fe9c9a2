/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-to-markdown.h"

#include <stdlib.h>
#include <string.h>

#include "galley-html-reader-private.h"
#include "galley-html-tidy-private.h"
#include "galley-tree-writer-private.h"

typedef enum
{
  FROM_PAGE,
  FROM_PASTE,
  FROM_MAIL,
} Origin;

/* Gives %NULL where @html is nested too deeply. */
static char *
convert (const char *html, gsize length, Origin origin, GPtrArray *losses)
{
  g_autoptr (xmlDoc) document = galley_html_parse (html, length);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cmark_node *root;
  GalleyHtmlReader reader = { .pasted = origin == FROM_PASTE,
                              .mail = origin == FROM_MAIL,
                              .losses_known = known,
                              .losses = losses };
  char *markdown;

  if (document == NULL || xmlDocGetRootElement (document) == NULL)
    return NULL;
  if (reader.mail)
    galley_html_tidy_mail (xmlDocGetRootElement (document));
  galley_html_tidy (xmlDocGetRootElement (document), reader.pasted);
  root = galley_html_reader_read (&reader, xmlDocGetRootElement (document));
  galley_tree_settle_emphasis (root, !reader.mail);
  markdown = galley_tree_to_markdown (root);
  cmark_node_free (root);
  return markdown;
}

/**
 * galley_html_to_markdown:
 * @html: a fragment of HTML or a whole page, UTF-8
 * @length: its bytes, or -1
 * @losses: (nullable) (element-type utf8): takes a phrase for each kind of thing that Markdown has
 *   no place for, without end of sentence; the caller's to free
 *
 * Headings, paragraphs, lists, quotations, code, links, images, tables, emphasis and what is struck
 * through become Markdown. What else readers see stays as HTML in it. Scripts, styles, comments and
 * what only says how things look are left out and told of in @losses. Any thread.
 *
 * Returns: (transfer full): Markdown for the post profile
 */
char *
galley_html_to_markdown (const char *html, gssize length, GPtrArray *losses)
{
  g_autofree char *valid = g_utf8_make_valid (html, length);
  char *markdown = convert (valid, strlen (valid), FROM_PAGE, losses);

  if (markdown != NULL)
    return markdown;
  if (losses != NULL && strspn (valid, " \t\r\n\f") < strlen (valid))
    g_ptr_array_add (losses, g_strdup ("the HTML is nested too deeply to read, and kept as it is"));
  return g_steal_pointer (&valid);
}

/**
 * galley_pasted_html_to_markdown:
 * @html: what a program gives to the clipboard
 * @length: its bytes, or -1
 *
 * As galley_html_to_markdown(), but an item that is one paragraph is an item of a tight list, and
 * what is only to be pressed goes. Any thread.
 *
 * Returns: (transfer full): Markdown for the post profile
 */
char *
galley_pasted_html_to_markdown (const char *html, gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (html, length);
  char *markdown = convert (valid, strlen (valid), FROM_PASTE, NULL);

  return markdown != NULL ? markdown : g_steal_pointer (&valid);
}

/**
 * galley_mail_html_to_markdown:
 * @html: what a part of a mail is, UTF-8
 * @length: its bytes, or -1
 *
 * As galley_html_to_markdown(), but for a text by a stranger, which may hold no HTML: what Markdown
 * cannot say is text alone. Signatures go, and what is quoted is a quotation. Any thread.
 *
 * Returns: (transfer full): Markdown for the comment profile
 */
char *
galley_mail_html_to_markdown (const char *html, gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (html, length);
  char *markdown = convert (valid, strlen (valid), FROM_MAIL, NULL);

  return markdown != NULL ? markdown : g_steal_pointer (&valid);
}
