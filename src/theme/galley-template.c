/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Fills a compiled template. */

#include "galley-template-private.h"
#include "galley-value-private.h"

#include "galley-append.h"
#include "galley-escape.h"

#include <string.h>

typedef struct
{
  GString *out;
  gsize limit; /* of out->len */
  guint steps;
  GalleyPartialFunc partial;
  gpointer user_data;
  /* What names are looked up in, the innermost last. */
  const GalleyValue *stack[GALLEY_TEMPLATE_MAX_DEPTH + 1];
  guint n_stack;
  guint depth;
  /* What stands before each line of the partial that is being rendered: from @indent_start on. */
  GString *indent;
  gsize indent_start;
  GError **error;
} Renderer;

static gboolean render_ops (Renderer *r, const GalleyTemplate *tmpl, guint from, guint to);

static gboolean
give_up (Renderer *r, const GalleyTemplate *tmpl, const GalleyOp *op, const char *why)
{
  g_set_error (r->error, GALLEY_THEME_ERROR, GALLEY_THEME_ERROR_TOO_LARGE, "%s:%u: %s",
               tmpl->file_name, op->line, why);
  return FALSE;
}

static const GalleyValue *
look_up (const Renderer *r, const GalleyOp *op)
{
  const GalleyNamePart *part = op->name.parts;
  const GalleyValue *value = NULL;

  if (op->n_parts == 0)
    return r->stack[r->n_stack - 1];
  for (guint i = r->n_stack; i > 0 && value == NULL; i--)
    value = galley_value_lookup (r->stack[i - 1], part->key, part->hash);
  for (guint i = 1; i < op->n_parts && value != NULL; i++)
    value = galley_value_lookup (value, part[i].key, part[i].hash);
  return value;
}

static void
append_indent (Renderer *r)
{
  galley_append (r->out, r->indent->str + r->indent_start, r->indent->len - r->indent_start);
}

static void
append_indented_text (Renderer *r, const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end && r->out->len <= r->limit)
    {
      const char *line_end = memchr (text, '\n', end - text);
      const char *next = line_end == NULL ? end : line_end + 1;

      g_string_append_len (r->out, text, next - text);
      text = next;
      if (text < end)
        append_indent (r);
    }
}

static void
append_value (Renderer *r, const GalleyOp *op)
{
  const GalleyValue *value = look_up (r, op);

  if (value == NULL)
    return;
  if (value->kind == GALLEY_VALUE_BOOLEAN && value->truth)
    g_string_append (r->out, "true");
  if (value->kind != GALLEY_VALUE_STRING)
    return;
  if (op->kind == GALLEY_OP_RAW)
    galley_append (r->out, value->as.string.text, value->as.string.bytes);
  else
    galley_escape_html (r->out, value->as.string.text, value->as.string.bytes);
}

static gboolean
render_with (Renderer *r,
             const GalleyTemplate *tmpl,
             const GalleyValue *value,
             guint from,
             guint to)
{
  gboolean ok;

  r->stack[r->n_stack++] = value;
  ok = render_ops (r, tmpl, from, to);
  r->n_stack--;
  return ok;
}

static gboolean
render_section (Renderer *r, const GalleyTemplate *tmpl, guint index)
{
  const GalleyOp *op = &g_array_index (tmpl->ops, GalleyOp, index);
  const GalleyValue *value = look_up (r, op);
  gboolean truth = galley_value_is_true (value);

  if (op->kind == GALLEY_OP_INVERTED)
    return truth || render_ops (r, tmpl, index + 1, op->end);
  if (!truth || index + 1 == op->end)
    return TRUE;
  if (value->kind != GALLEY_VALUE_LIST)
    return render_with (r, tmpl, value, index + 1, op->end);
  for (guint i = 0; i < value->length; i++)
    {
      if (!render_with (r, tmpl, value->as.items[i], index + 1, op->end))
        return FALSE;
    }
  return TRUE;
}

static gboolean
render_partial (Renderer *r, const GalleyOp *op)
{
  const GalleyTemplate *tmpl =
      r->partial == NULL ? NULL : r->partial (op->name.partial, r->user_data);
  gsize indent_start = r->indent_start, indent_length = r->indent->len;
  gboolean ok;

  if (tmpl == NULL)
    return TRUE;
  if (op->standalone)
    g_string_append_len (r->indent, op->text, op->length);
  else
    r->indent_start = r->indent->len;
  ok = render_ops (r, tmpl, 0, tmpl->ops->len);
  r->indent_start = indent_start;
  g_string_truncate (r->indent, indent_length);
  return ok;
}

static gboolean
render_op (Renderer *r, const GalleyTemplate *tmpl, guint index)
{
  const GalleyOp *op = &g_array_index (tmpl->ops, GalleyOp, index);
  gboolean indented = r->indent->len > r->indent_start;

  if (indented && op->starts_line)
    append_indent (r);
  switch ((GalleyOpKind) op->kind)
    {
    case GALLEY_OP_TEXT:
      if (indented)
        append_indented_text (r, op->text, op->length);
      else
        galley_append (r->out, op->text, op->length);
      return TRUE;
    case GALLEY_OP_ESCAPED:
    case GALLEY_OP_RAW:
      append_value (r, op);
      return TRUE;
    case GALLEY_OP_PARTIAL:
      return render_partial (r, op);
    case GALLEY_OP_SECTION:
    case GALLEY_OP_INVERTED:
    default:
      return render_section (r, tmpl, index);
    }
}

static gboolean
render_ops (Renderer *r, const GalleyTemplate *tmpl, guint from, guint to)
{
  guint i = from;

  if (from >= to)
    return TRUE;
  if (r->depth == GALLEY_TEMPLATE_MAX_DEPTH)
    return give_up (r, tmpl, &g_array_index (tmpl->ops, GalleyOp, from),
                    "sections and partials are nested too deep: does a partial call itself without "
                    "end?");
  r->depth++;
  while (i < to)
    {
      const GalleyOp *op = &g_array_index (tmpl->ops, GalleyOp, i);

      if (!render_op (r, tmpl, i))
        return FALSE;
      if (++r->steps > GALLEY_TEMPLATE_MAX_STEPS || r->out->len > r->limit)
        return give_up (r, tmpl, op, "the page grows too large: lists and partials multiply");
      i = op->kind == GALLEY_OP_SECTION || op->kind == GALLEY_OP_INVERTED ? op->end : i + 1;
    }
  r->depth--;
  return TRUE;
}

/**
 * galley_template_render:
 * @tmpl: a template
 * @context: (transfer none): what it is filled with
 * @partial: (nullable): gives the partials
 * @user_data: for @partial
 * @out: where to append
 * @error: #GALLEY_THEME_ERROR_TOO_LARGE where partials call themselves without end, or lists inside
 *   lists make a page of more than 256 MiB or 50 million parts; then @out has a torn page
 *
 * Appends the filled template. A name that is not there renders as nothing. May run on several
 * threads at once, with the same @context as well.
 */
gboolean
galley_template_render (const GalleyTemplate *tmpl,
                        GalleyValue *context,
                        GalleyPartialFunc partial,
                        gpointer user_data,
                        GString *out,
                        GError **error)
{
  g_autoptr (GString) indent = g_string_new (NULL);
  Renderer r;

  r.out = out;
  r.limit = out->len + GALLEY_TEMPLATE_MAX_OUTPUT;
  r.steps = 0;
  r.partial = partial;
  r.user_data = user_data;
  r.stack[0] = context;
  r.n_stack = 1;
  r.depth = 0;
  r.indent = indent;
  r.indent_start = 0;
  r.error = error;
  return render_ops (&r, tmpl, 0, tmpl->ops->len);
}
