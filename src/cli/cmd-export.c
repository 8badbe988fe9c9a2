/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-date.h"
#include "galley-site-settings.h"
#include "galley-export.h"
#include "galleyctl.h"

#include <stdio.h>

typedef struct
{
  gboolean drafts, full, dry_run, adopt, json;
  char *at;
} ExportCall;

/* The time of publication: what was asked for, else SOURCE_DATE_EPOCH, which builds that must be
 * repeatable set, else now. */
static gboolean
read_time (GalleyProject *project, const char *text, GDateTime **at, GError **error)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  g_autoptr (GalleySiteSettings) settings = NULL;
  g_autoptr (GTimeZone) zone = NULL;

  *at = NULL;
  if (text != NULL)
    {
      settings = galley_project_load_settings (project, error);
      if (settings == NULL)
        return FALSE;
      zone = galley_date_zone (settings->zone);
      *at = galley_date_parse (text, zone, error);
      g_prefix_error (error, "--at: ");
      return *at != NULL;
    }
  if (epoch != NULL && g_ascii_isdigit (*epoch))
    *at = g_date_time_new_from_unix_utc (g_ascii_strtoll (epoch, NULL, 10));
  return TRUE;
}

static void
add_texts (JsonBuilder *builder, const char *name, GStrv texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (gsize i = 0; texts != NULL && texts[i] != NULL; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
}

static void
print_report (const GalleyExportReport *report, const ExportCall *call)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!call->json)
    {
      for (gsize i = 0; call->dry_run && report->changes != NULL && report->changes[i] != NULL; i++)
        ctl_printf ("%s\n", report->changes[i]);
      for (gsize i = 0; report->warnings != NULL && report->warnings[i] != NULL; i++)
        fprintf (stderr, "export: %s\n", report->warnings[i]);
      ctl_printf ("%" G_GUINT64_FORMAT " written, %" G_GUINT64_FORMAT
                  " unchanged, %" G_GUINT64_FORMAT " deleted, in %.2f s\n",
                  report->written, report->unchanged, report->deleted, report->seconds);
      return;
    }
  json_builder_begin_object (builder);
  ctl_add_int (builder, "written", (gint64) report->written);
  ctl_add_int (builder, "unchanged", (gint64) report->unchanged);
  ctl_add_int (builder, "deleted", (gint64) report->deleted);
  ctl_add_int (builder, "bytes", (gint64) report->bytes);
  json_builder_set_member_name (builder, "seconds");
  json_builder_add_double_value (builder, report->seconds);
  add_texts (builder, "warnings", report->warnings);
  if (call->dry_run)
    add_texts (builder, "changes", report->changes);
  json_builder_end_object (builder);
  ctl_print_json (builder);
}

static gboolean
write_site (GalleyProject *project,
            const char *folder,
            const ExportCall *call,
            GCancellable *cancellable,
            GalleyExportReport *report,
            GError **error)
{
  const GalleyExportOptions options = {
    .full = call->full,
    .dry_run = call->dry_run,
    .adopt = call->adopt,
    .progress = ctl_progress (),
  };
  GalleySiteOptions site_options = { NULL, call->drafts, NULL };
  g_autoptr (GDateTime) at = NULL;

  if (!read_time (project, call->at, &at, error))
    return FALSE;
  site_options.at = at;
  return galley_export_project (project, &site_options, folder, &options, report, cancellable,
                                error);
}

static int
run (const char *path, const char *folder, const ExportCall *call)
{
  GCancellable *cancellable = ctl_cancellable ();
  g_autoptr (GalleyProject) project = ctl_open ("export", path, GALLEY_OPEN_SHARED);
  g_autoptr (GError) error = NULL;
  GalleyExportReport report = { 0 };
  int status = CTL_DONE;

  if (project == NULL)
    return CTL_WRONG;
  if (!write_site (project, folder, call, cancellable, &report, &error))
    {
      if (g_error_matches (error, GALLEY_EXPORT_ERROR, GALLEY_EXPORT_ERROR_FOREIGN_FOLDER))
        status = ctl_wrong ("export", "%s; with --adopt it is written into all the same",
                            error->message);
      else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        status = ctl_wrong ("export", "stopped; the next export writes the rest");
      else
        status = ctl_error ("export", error);
    }
  ctl_progress_end ();
  if (status == CTL_DONE)
    print_report (&report, call);
  galley_export_report_clear (&report);
  return status;
}

/**
 * cmd_export:
 * @argc: how many arguments there are
 * @argv: the arguments from the verb on
 *
 * galleyctl export: writes the site into a folder.
 *
 * Returns: CTL_DONE or CTL_WRONG
 */
int
cmd_export (int argc, char **argv)
{
  ExportCall call = { 0 };
  const GOptionEntry entries[] = {
    { "drafts", 0, 0, G_OPTION_ARG_NONE, &call.drafts,
      "Drafts and unpublished changes too; every file is made to know whether it changed", NULL },
    { "at", 0, 0, G_OPTION_ARG_FILENAME, &call.at, "As it is at that time (RFC 3339)", "TIME" },
    { "full", 0, 0, G_OPTION_ARG_NONE, &call.full, "Ignore what is known of the folder", NULL },
    { "adopt", 0, 0, G_OPTION_ARG_NONE, &call.adopt,
      "Write into a folder that holds something else", NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &call.dry_run, "Only tell what would be written", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &call.json, "Print one JSON object", NULL },
    G_OPTION_ENTRY_NULL,
  };
  const CtlUsage usage = { "SITE.galley DIR", "Writes the site; what has not changed stays.",
                           entries, 2, 2 };
  int status = CTL_WRONG;

  if (ctl_parse (&usage, &argc, &argv))
    status = run (argv[1], argv[2], &call);
  g_free (call.at);
  return status;
}
