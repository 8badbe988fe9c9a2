/* SPDX-License-Identifier: GPL-3.0-or-later */
/* For memmem(). */
#define _GNU_SOURCE
#include "galley-proof-lines.h"

#include <string.h>

/**
 * galley_proof_lines_init:
 * @lines: (out caller-allocates): what is filled
 * @body: Markdown, which must live as long as @lines
 * @document: what was made of it, likewise
 */
void
galley_proof_lines_init (GalleyProofLines *lines, const char *body, GalleyDocument *document)
{
  gsize at = 0;
  gsize length = strlen (body);

  *lines = (GalleyProofLines){ .body = body, .html = galley_document_get_html (document, NULL) };
  lines->blocks = galley_document_get_blocks (document, &lines->n_blocks);
  lines->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  while (at < length)
    {
      const char *end = memchr (body + at, '\n', length - at);

      g_array_append_val (lines->starts, at);
      at = end != NULL ? (gsize) (end - body) + 1 : length;
    }
  g_array_append_val (lines->starts, length);
}

/**
 * galley_proof_lines_clear:
 * @lines: what galley_proof_lines_init() filled
 */
void
galley_proof_lines_clear (GalleyProofLines *lines)
{
  g_clear_pointer (&lines->starts, g_array_unref);
}

/**
 * galley_proof_lines_find_block:
 * @lines: of a text
 * @at: in its HTML
 *
 * Returns: (nullable): the block that stands there; %NULL: none does, as with footnotes
 */
const GalleyBlock *
galley_proof_lines_find_block (const GalleyProofLines *lines, const char *at)
{
  gsize offset = (gsize) (at - lines->html);
  gsize first = 0;
  gsize last = lines->n_blocks;

  while (first < last)
    {
      gsize middle = first + (last - first) / 2;
      const GalleyBlock *block = &lines->blocks[middle];

      if (offset < block->offset)
        last = middle;
      else if (offset >= block->offset + block->length)
        first = middle + 1;
      else
        return block;
    }
  return NULL;
}

/**
 * galley_proof_lines_get_source:
 * @lines: of a text
 * @block: (nullable): of the text; %NULL: all of it
 * @length: (out): bytes
 *
 * Returns: (transfer none): the Markdown that the block was made of
 */
const char *
galley_proof_lines_get_source (const GalleyProofLines *lines,
                               const GalleyBlock *block,
                               gsize *length)
{
  guint n_lines = lines->starts->len - 1;
  guint first = block != NULL && block->first_line > 0 ? block->first_line - 1 : 0;
  guint last = block != NULL ? block->last_line : n_lines;
  gsize start, end;

  first = MIN (first, n_lines);
  last = CLAMP (last, first, n_lines);
  start = g_array_index (lines->starts, gsize, first);
  end = g_array_index (lines->starts, gsize, last);
  *length = end - start;
  return lines->body + start;
}

static const char *
find_text (const char *source, gsize length, const char *needle)
{
  return *needle != '\0' ? memmem (source, length, needle, strlen (needle)) : NULL;
}

/* What stands in the HTML may be written in another way in the text: with its percent signs, or
 * with straight quotation marks and dashes, up to which it is looked for then. */
static const char *
find_written (const char *source, gsize length, const char *needle, gsize *n)
{
  const char *found = find_text (source, length, needle);
  g_autofree char *plain = NULL;
  g_autofree char *start = NULL;

  *n = strlen (needle);
  if (found != NULL)
    return found;
  plain = g_uri_unescape_string (needle, NULL);
  found = plain != NULL ? find_text (source, length, plain) : NULL;
  *n = plain != NULL ? strlen (plain) : 0;
  if (found != NULL)
    return found;
  start = g_strndup (needle, strcspn (needle, "\xE2"));
  *n = strlen (start);
  return strlen (start) > 3 ? find_text (source, length, start) : NULL;
}

/**
 * galley_proof_lines_find:
 * @lines: of a text
 * @block: (nullable): where to look; %NULL: everywhere
 * @needle: what is looked for
 * @place: (out): where @needle stands first; where it does not stand as it is, the first line of
 *   @block, or nowhere
 */
void
galley_proof_lines_find (const GalleyProofLines *lines,
                         const GalleyBlock *block,
                         const char *needle,
                         GalleyProofPlace *place)
{
  gsize length, n;
  const char *source = galley_proof_lines_get_source (lines, block, &length);
  const char *found = find_written (source, length, needle, &n);

  *place = (GalleyProofPlace){ block != NULL ? block->first_line : 0,
                               (gsize) (source - lines->body), 0 };
  if (found == NULL)
    return;
  place->line = MAX (place->line, 1);
  for (const char *p = source; (p = memchr (p, '\n', (gsize) (found - p))) != NULL; p++)
    place->line++;
  place->offset = (gsize) (found - lines->body);
  place->length = n;
}
