/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-proof.h"
#include "galleyctl.h"

static guint
count_must (GPtrArray *findings)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((const GalleyFinding *) g_ptr_array_index (findings, i))->must;
  return n;
}

static void
print_json (GPtrArray *findings)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n_must = count_must (findings);

  json_builder_begin_object (builder);
  ctl_add_int (builder, "must", n_must);
  ctl_add_int (builder, "should", findings->len - n_must);
  json_builder_set_member_name (builder, "findings");
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    {
      const GalleyFinding *finding = g_ptr_array_index (findings, i);

      json_builder_begin_object (builder);
      ctl_add_text (builder, "severity", finding->must ? "must" : "should");
      ctl_add_text (builder, "rule", finding->rule);
      ctl_add_int (builder, "post_id", finding->post_id);
      ctl_add_text (builder, "post", finding->title);
      ctl_add_int (builder, "line", finding->line);
      ctl_add_text (builder, "text", finding->text);
      ctl_add_text (builder, "what", finding->what);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ctl_print_json (builder);
}

static void
print_text (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const GalleyFinding *finding = g_ptr_array_index (findings, i);
      const char *severity = finding->must ? "must" : "should";
      g_autofree char *line =
          finding->line > 0 ? g_strdup_printf (", line %u", finding->line) : g_strdup ("");

      if (finding->post_id != 0)
        ctl_printf ("%-6s  %" G_GINT64_FORMAT " “%s”%s: %s\n", severity, finding->post_id,
                    finding->title, line, finding->what);
      else
        ctl_printf ("%-6s  %s\n", severity, finding->what);
    }
  if (findings->len == 0)
    ctl_print ("nothing is to be mended\n", -1);
}

/**
 * cmd_proof:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl proof: says what should be mended before publication.
 *
 * Returns: CTL_DONE, CTL_NO where something must be mended, or CTL_WRONG
 */
int
cmd_proof (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = { "SITE.galley",
                           "Tells what should be mended before publication; 1 where it must.",
                           entries, 1, 1 };
  g_autoptr (GalleyProject) project = NULL;
  g_autoptr (GalleyProof) proof = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;

  if (!ctl_parse (&usage, &argc, &argv))
    return CTL_WRONG;
  project = ctl_open ("proof", argv[1], GALLEY_OPEN_READ);
  if (project == NULL)
    return CTL_WRONG;
  proof = galley_proof_new ();
  findings = galley_proof_run (proof, project, now, ctl_cancellable (), &error);
  if (findings == NULL)
    return ctl_error ("proof", error);
  if (json)
    print_json (findings);
  else
    print_text (findings);
  return count_must (findings) > 0 ? CTL_NO : CTL_DONE;
}
