/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-markdown-links.h"

#include "galley-html-scan.h"

#include <string.h>

/* Brackets are looked for this far back, so that no text takes time in the square of its length. */
#define MAX_ALTERNATIVE 500
#define MAX_ADDRESS 2048

typedef struct
{
  const char *text;
  const char *p;
  const char *kept;          /* what stands before it is in out already */
  const char *paragraph_end; /* the next one, once it was looked for */
  const char *no_tag_until;  /* a tag was begun and not closed before */
  guint line;
  GString *out;
  GalleyLinkFunc function;
  gpointer user_data;
} Rewriter;

/* Offers the address between @start and @end, and puts in what becomes of it. */
static void
offer (Rewriter *rewriter, const char *start, const char *end, const char *alternative)
{
  g_autofree char *address = NULL;
  g_autofree char *replacement = NULL;

  if (start == end)
    return;
  address = g_strndup (start, (gsize) (end - start));
  replacement = rewriter->function (address, alternative, rewriter->line, rewriter->user_data);
  if (replacement == NULL)
    return;
  g_string_append_len (rewriter->out, rewriter->kept, start - rewriter->kept);
  g_string_append (rewriter->out, replacement);
  rewriter->kept = end;
}

/* The end of a link's destination that begins at @p (CommonMark 0.30, section 6.3). */
static const char *
destination_end (const char *p)
{
  const char *start = p;
  guint depth = 0;

  for (; *p != '\0' && (unsigned char) *p > ' ' && p - start < MAX_ADDRESS; p++)
    {
      if (*p == '\\' && g_ascii_ispunct (p[1]))
        p++;
      else if (*p == '(')
        depth++;
      else if (*p == ')' && depth-- == 0)
        break;
    }
  return p;
}

/* Returns: where the destination at @p ends, so that nothing is read twice. */
static const char *
take_destination (Rewriter *rewriter, const char *p, const char *alternative)
{
  const char *end;

  p += strspn (p, " \t");
  if (*p == '<')
    {
      p++;
      end = p + strcspn (p, ">\n");
      if (*end != '>')
        return end;
    }
  else
    end = destination_end (p);
  offer (rewriter, p, end, alternative);
  return end;
}

/* The text between the brackets that @close ends. */
static char *
bracketed (const Rewriter *rewriter, const char *close)
{
  guint depth = 0;

  for (const char *p = close - 1; p >= rewriter->text && close - p < MAX_ALTERNATIVE; p--)
    {
      if (*p == ']')
        depth++;
      else if (*p == '[' && depth-- == 0)
        return g_strndup (p + 1, (gsize) (close - p - 1));
    }
  return g_strdup ("");
}

/* A run of backticks at p: skips the code that it begins, where a run of equal length ends it in
 * the same paragraph. */
static void
skip_code (Rewriter *rewriter)
{
  gsize n = strspn (rewriter->p, "`");
  const char *p = rewriter->p + n;

  rewriter->p += n;
  while (*p != '\0' && !(p[0] == '\n' && p[1] == '\n') && p - rewriter->p < 10000)
    {
      gsize run = strspn (p, "`");

      if (run == n)
        {
          for (; rewriter->p < p; rewriter->p++)
            rewriter->line += *rewriter->p == '\n';
          rewriter->p = p + n;
          return;
        }
      p += run > 0 ? run : 1;
    }
}

/* A fence at the begin of a line: skips to behind the one that closes it. */
static gboolean
skip_fence (Rewriter *rewriter)
{
  const char *p = rewriter->p + strspn (rewriter->p, " >");
  char mark = *p;
  gsize n = 0;

  if (mark != '`' && mark != '~')
    return FALSE;
  while (p[n] == mark)
    n++;
  if (n < 3 || (mark == '`' && memchr (p + n, '`', strcspn (p + n, "\n")) != NULL))
    return FALSE;
  for (p += strcspn (p, "\n"); *p != '\0'; p += strcspn (p, "\n"))
    {
      gsize run = 0;

      rewriter->line++;
      p++;
      while (p[strspn (p, " >") + run] == mark)
        run++;
      if (run >= n && strchr ("\n", p[strspn (p, " >") + run]) != NULL)
        {
          p += strcspn (p, "\n");
          break;
        }
    }
  rewriter->p = p;
  return TRUE;
}

/* "[name]: address" at the begin of a line. */
static void
take_definition (Rewriter *rewriter)
{
  const char *p = rewriter->p + strspn (rewriter->p, " ");
  gsize n;

  if (*p != '[' || p[1] == '^' || p - rewriter->p > 3)
    return;
  n = strcspn (p, "]\n");
  if (p[n] == ']' && p[n + 1] == ':')
    take_destination (rewriter, p + n + 2, "");
}

static char *
offer_attribute (const GalleyHtmlScan *scan,
                 const GalleyHtmlAttribute *attribute,
                 const char *address,
                 gpointer user_data)
{
  Rewriter *rewriter = user_data;

  return *address != '\0' ? rewriter->function (address, "", rewriter->line, rewriter->user_data)
                          : NULL;
}

/* A tag does not reach beyond its paragraph. */
static const char *
find_paragraph_end (Rewriter *rewriter)
{
  if (rewriter->paragraph_end == NULL || rewriter->paragraph_end <= rewriter->p)
    {
      const char *end = strstr (rewriter->p, "\n\n");

      rewriter->paragraph_end = end != NULL ? end : rewriter->p + strlen (rewriter->p);
    }
  return rewriter->paragraph_end;
}

/* An HTML tag: offers the addresses in its attributes. */
static void
take_tag (Rewriter *rewriter)
{
  g_autofree char *tag = NULL;
  GalleyHtmlScan scan;
  GalleyHtmlAttribute attribute;
  gsize length;

  if (!g_ascii_isalpha (rewriter->p[1]) || rewriter->p < rewriter->no_tag_until)
    return;
  galley_html_scan_init (&scan, rewriter->p, find_paragraph_end (rewriter) - rewriter->p);
  galley_html_scan_next (&scan);
  while (galley_html_scan_next_attribute (&scan, &attribute))
    ;
  if (scan.p[-1] != '>')
    {
      rewriter->no_tag_until = scan.p;
      return;
    }
  length = scan.p - rewriter->p;
  tag = galley_html_rewrite_addresses (rewriter->p, (gssize) length, offer_attribute, rewriter);
  if (strncmp (tag, rewriter->p, length) != 0 || tag[length] != '\0')
    {
      g_string_append_len (rewriter->out, rewriter->kept, rewriter->p - rewriter->kept);
      g_string_append (rewriter->out, tag);
      rewriter->kept = scan.p;
    }
  for (; rewriter->p + 1 < scan.p; rewriter->p++)
    rewriter->line += *rewriter->p == '\n';
}

/**
 * galley_markdown_links_rewrite:
 * @text: Markdown
 * @function: told of each address: of links, images, definitions and HTML attributes
 * @user_data: for @function
 *
 * Changes addresses in a text and nothing else; code is left alone. Takes time in proportion to the
 * length of @text.
 *
 * Returns: (transfer full): the new text
 */
char *
galley_markdown_links_rewrite (const char *text, GalleyLinkFunc function, gpointer user_data)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (text) + 64);
  Rewriter rewriter = { .text = text,
                        .p = text,
                        .kept = text,
                        .line = 1,
                        .out = out,
                        .function = function,
                        .user_data = user_data };
  gboolean begin = TRUE;

  while (*rewriter.p != '\0')
    {
      char c = *rewriter.p;

      if (begin)
        {
          begin = FALSE;
          if (skip_fence (&rewriter))
            continue;
          take_definition (&rewriter);
        }
      if (c == '`')
        {
          skip_code (&rewriter);
          continue;
        }
      if (c == '\\' && g_ascii_ispunct (rewriter.p[1]))
        rewriter.p++;
      else if (c == ']' && rewriter.p[1] == '(')
        {
          g_autofree char *alternative = bracketed (&rewriter, rewriter.p);

          rewriter.p = take_destination (&rewriter, rewriter.p + 2, alternative) - 1;
        }
      else if (c == '<')
        take_tag (&rewriter);
      else if (c == '\n')
        {
          rewriter.line++;
          begin = TRUE;
        }
      rewriter.p++;
    }
  g_string_append (out, rewriter.kept);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
