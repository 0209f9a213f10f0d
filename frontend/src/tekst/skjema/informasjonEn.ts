import type { informasjonNb } from './informasjonNb';

export const informasjonEn: typeof informasjonNb = {
  start: 'Start',
  startMed: 'Start with the answers from the other form',
  startUten: 'Start with an empty form',
  startInnlogging: 'Log in and start',
  innlogging: 'You log in with BankID or another electronic ID.',
  PRIVAT: {
    tittel: 'Report as a private person',
    ingress: 'You need not be certain. It is the child welfare service’s task to find out whether the child needs help.',
    deler: [
      {
        tittel: 'Before you begin',
        punkter: [
          'Most children who get help from the child welfare service get it at home.',
          'You need not know everything. Write what you have seen and heard.',
          'The form takes ten minutes or so. It is saved while you write, encrypted, and only you can bring it up here. You can take breaks.',
        ],
      },
      {
        tittel: 'What happens afterwards?',
        punkter: [
          'The child welfare service assesses the report within a week.',
          'If you write your address, you get a letter within three weeks saying that they have received it.',
          'They may contact you. They have a duty of confidentiality, so you will not be told what they do next.',
        ],
      },
    ],
    anonymTittel: 'Can I be anonymous?',
    anonymIngress: 'There are three ways to report:',
    anonym: [
      { tittel: 'Openly', tekst: 'The child welfare service knows who you are, and the family may be told.' },
      {
        tittel: 'Known to the child welfare service, but not to the family',
        tekst:
          'You can ask for this in the form. The child welfare service respects it as far as it can, but cannot promise it, for example if the case goes to court.',
      },
      {
        tittel: 'Fully anonymously',
        tekst:
          'Then you cannot use this form, since you must log in. Call the child welfare service in the municipality, or send a letter without a sender. They cannot reply to you.',
      },
    ],
    foreldreTittel: 'Should I tell the family first?',
    foreldre:
      'That is for you to decide. If you fear that the child or someone else is exposed to violence or abuse, do not tell the family first.',
  },
  OFFENTLIG: {
    tittel: 'Report as a public employee or professional',
    ingress: 'For you who have learnt something at work, and have a duty to report to the child welfare service.',
    deler: [
      {
        tittel: 'Who has a duty to report?',
        punkter: [
          'Everyone who works in the public sector, or carries out tasks for it.',
          'Professionals with a statutory duty of confidentiality, for example doctors, psychologists, nurses, midwives and dentists.',
          'The duty is your own, it overrides the duty of confidentiality, and you must report without undue delay.',
          'You cannot report as a private person what you have learnt at work.',
        ],
      },
      {
        tittel: 'When must you report?',
        punkter: [
          'When you have reason to believe that the child is abused, or suffers serious lack of care or other serious neglect.',
          'When the child has a life-threatening or serious illness or injury and gets no help.',
          'When a child with a disability or special needs gets no treatment or education.',
          'When the child has serious behavioural difficulties.',
          'When the child is or may be exploited for human trafficking.',
        ],
      },
      {
        tittel: 'Have this ready',
        punkter: [
          'The organisation number and address of your workplace.',
          'The child’s name, address and identity number, as far as you know.',
          'The guardians’ names and phone numbers.',
          'What you are worried about, what you have tried, and who else knows the family.',
          'The form is saved while you write, encrypted, and only you can bring it up here. You can take breaks.',
        ],
      },
      {
        tittel: 'What happens afterwards?',
        punkter: [
          'The child welfare service assesses the report within a week.',
          'Within three weeks you are told that they have received it, and whether they have opened an investigation.',
          'If you have heard nothing after 21 days, contact them.',
        ],
      },
    ],
    anonymTittel: 'Can I be anonymous?',
    anonymIngress: 'No. One who reports because of their work cannot be anonymous. These are the three ways to report:',
    anonym: [
      { tittel: 'Openly', tekst: 'This is how everyone reports what they have learnt at work.' },
      { tittel: 'Known to the child welfare service, but not to the family', tekst: 'Only for private persons.' },
      { tittel: 'Fully anonymously', tekst: 'Only for private persons, by phone or letter.' },
    ],
    foreldreTittel: 'Should I tell the parents?',
    foreldre:
      'As a rule, yes. But if you suspect violence or sexual abuse, do not tell the parents first. It may put the child in danger, and it may harm the work of the police. If in doubt, call the child welfare service or the police and ask.',
  },
};
