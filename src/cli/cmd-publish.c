/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-publish.h"
#include "galley-remote.h"
#include "galleyctl.h"

/* The one of that name; without a name the only one. NULL, having said so, where there is none. */
static const GalleyPublishTarget *
choose (GPtrArray *targets, const char *name)
{
  if (targets->len == 0)
    ctl_wrong ("publish", "the site has no target yet; add one with galleyctl target");
  else if (name == NULL && targets->len > 1)
    ctl_wrong ("publish", "the site has several targets; name the one that is meant");
  else if (name == NULL)
    return g_ptr_array_index (targets, 0);
  for (guint i = 0; name != NULL && i < targets->len; i++)
    if (g_str_equal (((const GalleyPublishTarget *) g_ptr_array_index (targets, i))->name, name))
      return g_ptr_array_index (targets, i);
  if (name != NULL && targets->len > 0)
    ctl_wrong ("publish", "there is no target “%s”", name);
  return NULL;
}

static void
print_json (const GalleyPublishReport *report, gboolean dry_run)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  ctl_add_int (builder, "sent", (gint64) report->sent);
  ctl_add_int (builder, "deleted", (gint64) report->deleted);
  ctl_add_int (builder, "unchanged", (gint64) report->unchanged);
  ctl_add_int (builder, "bytes", (gint64) report->bytes);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, report->seconds);
  if (dry_run)
    {
      json_builder_set_member_name (builder, "changes");
      json_builder_begin_array (builder);
      for (gsize i = 0; report->changes != NULL && report->changes[i] != NULL; i++)
        json_builder_add_string_value (builder, report->changes[i]);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
  ctl_print_json (builder);
}

static void
print_text (const GalleyPublishReport *report, gboolean dry_run)
{
  for (gsize i = 0; dry_run && report->changes != NULL && report->changes[i] != NULL; i++)
    ctl_printf ("%s\n", report->changes[i]);
  ctl_printf ("%" G_GUINT64_FORMAT " sent, %" G_GUINT64_FORMAT " unchanged, %" G_GUINT64_FORMAT
              " deleted, in %.2f s\n",
              report->sent, report->unchanged, report->deleted, report->seconds);
}

static int
publish (GalleyProject *project, const char *name, GalleyPublishOptions *options, gboolean json)
{
  GCancellable *cancellable = ctl_cancellable ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) targets = galley_project_list_targets (project, &error);
  const GalleyPublishTarget *target = targets != NULL ? choose (targets, name) : NULL;
  GalleyPublishReport report = { 0 };
  int status = CTL_DONE;

  if (targets == NULL)
    return ctl_error ("publish", error);
  if (target == NULL)
    return CTL_WRONG;
  if (!galley_publish (project, target, options, &report, cancellable, &error))
    {
      ctl_progress_end ();
      if (g_error_matches (error, GALLEY_REMOTE_ERROR, GALLEY_REMOTE_ERROR_FOREIGN))
        status =
            ctl_wrong ("publish", "%s; with --adopt the site is put among them", error->message);
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        status = ctl_wrong ("publish", "stopped; the next publication does the rest");
      else
        status = ctl_error ("publish", error);
    }
  ctl_progress_end ();
  if (status == CTL_DONE && json)
    print_json (&report, options->dry_run);
  else if (status == CTL_DONE)
    print_text (&report, options->dry_run);
  galley_publish_report_clear (&report);
  return status;
}

/**
 * cmd_publish:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl publish: makes the site and takes it to a target.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_publish (int argc, char **argv)
{
  gboolean json = FALSE;
  GalleyPublishOptions options = { .progress = ctl_progress () };
  const GOptionEntry entries[] = {
    { "adopt", 0, 0, G_OPTION_ARG_NONE, &options.adopt,
      "Publish also where other files are, which stay", NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &options.dry_run, "Only tell what would be sent", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, "Print one JSON object", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = { "SITE.galley [NAME]",
                           "Makes the site and takes it to a target; only differences travel.",
                           entries, 1, 2 };
  g_autoptr (GalleyProject) project = NULL;

  if (!ctl_parse (&usage, &argc, &argv))
    return CTL_WRONG;
  project = ctl_open ("publish", argv[1], GALLEY_OPEN_SHARED);
  return project != NULL ? publish (project, argc > 2 ? argv[2] : NULL, &options, json) : CTL_WRONG;
}
