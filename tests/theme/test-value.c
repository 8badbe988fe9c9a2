/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-template.h"

typedef struct
{
  const char *name;
  guint *asked;
  guint *cleared;
} Person;

static GalleyValue *
make_name (gconstpointer data)
{
  const Person *person = data;

  ++*person->asked;
  return galley_value_new_string (person->name);
}

static GalleyValue *
make_nothing (gconstpointer data)
{
  ++*((const Person *) data)->asked;
  return galley_value_new_boolean (FALSE);
}

static void
clear_person (gpointer data)
{
  ++*((Person *) data)->cleared;
}

static const GalleyValueField fields[] = { { "name", make_name }, { "title", make_nothing } };

static GalleyRecordType person_type = { fields, G_N_ELEMENTS (fields), sizeof (Person),
                                        clear_person };

static char *
fill (const char *source, GalleyValue *context)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GalleyTemplate) tmpl = galley_template_new (source, "test", &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_true (galley_template_render (tmpl, context, NULL, NULL, out, &error));
  g_assert_no_error (error);
  return g_string_free (out, FALSE);
}

static void
makes_only_what_is_asked_for (void)
{
  guint asked = 0;
  guint cleared = 0;
  Person person = { "Anna", &asked, &cleared };
  GalleyValue *record = galley_value_new_record (&person_type, &person);
  g_autofree char *nothing = fill ("{{other}}", record);
  g_autofree char *text = NULL;

  g_assert_cmpuint (asked, ==, 0);
  text = fill ("{{name}} and {{name}}", record);
  g_assert_cmpstr (text, ==, "Anna and Anna");
  g_assert_cmpuint (asked, ==, 1);
  galley_value_unref (record);
  g_assert_cmpuint (cleared, ==, 1);
}

static void
lets_nothing_shine_through_a_field_that_is_false (void)
{
  guint asked = 0;
  guint cleared = 0;
  Person person = { "Anna", &asked, &cleared };
  g_autoptr (GalleyValue) context = galley_value_new_map ();
  g_autofree char *text = NULL;

  galley_value_set_string (context, "title", "outside");
  galley_value_set (context, "person", galley_value_new_record (&person_type, &person));
  text = fill ("{{title}}:{{#person}}{{name}}{{title}}{{/person}}", context);
  g_assert_cmpstr (text, ==, "outside:Anna");
}

static void
takes_further_names_and_other_values (void)
{
  static const char *const more[] = { "a", "b", "c", "d", "e", "f", "g", "h" };
  guint asked = 0;
  guint cleared = 0;
  Person person = { "Anna", &asked, &cleared };
  g_autoptr (GalleyValue) record = galley_value_new_record (&person_type, &person);
  g_autofree char *text = NULL;

  galley_value_set_string (record, "title", "Dr.");
  for (gsize i = 0; i < G_N_ELEMENTS (more); i++)
    galley_value_set_string (record, more[i], more[i]);
  text = fill ("{{title}} {{name}} {{a}}{{h}}", record);
  g_assert_cmpstr (text, ==, "Dr. Anna ah");
  g_assert_cmpuint (asked, ==, 1);
}

static void
makes_everything_when_it_settles (void)
{
  guint asked = 0;
  guint cleared = 0;
  Person person = { "Anna", &asked, &cleared };
  g_autoptr (GalleyValue) list = galley_value_new_list ();

  galley_value_append (list, galley_value_new_record (&person_type, &person));
  galley_value_append (list, galley_value_new_record (&person_type, &person));
  galley_value_settle (list);
  g_assert_cmpuint (asked, ==, 4);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/theme/value/a_record_makes_only_what_is_asked_for",
                   makes_only_what_is_asked_for);
  g_test_add_func ("/theme/value/a_record_lets_nothing_shine_through_a_field_that_is_false",
                   lets_nothing_shine_through_a_field_that_is_false);
  g_test_add_func ("/theme/value/a_record_takes_further_names_and_other_values",
                   takes_further_names_and_other_values);
  g_test_add_func ("/theme/value/a_record_makes_everything_when_it_settles",
                   makes_everything_when_it_settles);
  return g_test_run ();
}
