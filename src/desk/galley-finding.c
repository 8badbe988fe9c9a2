/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-finding.h"

/**
 * galley_finding_new:
 * @rule: a constant
 * @must: whether it must be mended
 * @what: the sentence
 *
 * Returns: (transfer full): a finding about the site as a whole
 */
GalleyFinding *
galley_finding_new (const char *rule, gboolean must, const char *what)
{
  GalleyFinding *finding = g_new0 (GalleyFinding, 1);

  finding->rule = rule;
  finding->must = must;
  finding->title = g_strdup ("");
  finding->text = g_strdup ("");
  finding->written = g_strdup ("");
  finding->what = g_strdup (what);
  return finding;
}

/**
 * galley_finding_copy:
 * @finding: a finding
 *
 * Returns: (transfer full): the same
 */
GalleyFinding *
galley_finding_copy (const GalleyFinding *finding)
{
  GalleyFinding *copy = g_memdup2 (finding, sizeof *finding);

  copy->title = g_strdup (finding->title);
  copy->text = g_strdup (finding->text);
  copy->written = g_strdup (finding->written);
  copy->what = g_strdup (finding->what);
  return copy;
}

/**
 * galley_finding_free:
 * @finding: (transfer full) (nullable): a finding
 */
void
galley_finding_free (GalleyFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->title);
  g_free (finding->text);
  g_free (finding->written);
  g_free (finding->what);
  g_free (finding);
}

/**
 * galley_findings_new:
 *
 * Returns: (transfer full) (element-type GalleyFinding): an empty list
 */
GPtrArray *
galley_findings_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) galley_finding_free);
}

/**
 * galley_findings_add:
 * @findings: a list
 * @rule: a constant
 * @must: whether it must be mended
 * @format: of the sentence, as for printf()
 *
 * Returns: (transfer none): the finding that was added, about the site as a whole
 */
GalleyFinding *
galley_findings_add (GPtrArray *findings, const char *rule, gboolean must, const char *format, ...)
{
  GalleyFinding *finding;
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  finding = galley_finding_new (rule, must, what);
  g_ptr_array_add (findings, finding);
  return finding;
}
